"""A number with its noun, which agrees with it."""


def amount(number: int, one: str, more: str | None = None) -> str:
    """“1 step”, “2 steps”; `more` where the plural isn't made with an s."""
    return f"{number} {one if number == 1 else more or f'{one}s'}"

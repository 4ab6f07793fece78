"""The commands about keys: this device's own, and those of colleagues."""

from typing import Any

import click

from app.cli import output
from app.cli.common import as_json, path_of


@click.group(invoke_without_command=True)
@as_json
@click.pass_context
def keys(context: click.Context, json: bool) -> None:
    """List the keys of this device and those of colleagues' devices, short enough to be read out."""
    if context.invoked_subcommand is None:
        _list(json)


@keys.command()
@click.argument("out")
@as_json
def export(out: str, json: bool) -> None:
    """Write this device's public keys into a file for colleagues; nothing in it is secret."""
    from app import key_file
    from app import keys as own

    path = path_of(out)
    key_file.write(path)
    finger = own.fingerprint(own.own())
    output.answer({"path": str(path.resolve()), "fingerprint": finger}) if json else output.say(f"Made {out}: {finger}")


@keys.command()
@click.argument("file")
@click.option("--replace", is_flag=True, help="The device was set up anew, and you asked its reviewer.")
@as_json
def trust(file: str, replace: bool, json: bool) -> None:
    """Believe the keys in a colleague's file from now on; refused if the device was known by others."""
    from app import key_file
    from app import keys as known

    met = key_file.read(path_of(file))
    known.learn(met, replace=replace)
    if json:
        output.answer(_plain(met))
    else:
        output.say(f"From now on {met.reviewer} at {met.device} is known by {known.fingerprint(met.key)}.")


def _list(json: bool) -> None:
    from app import installation, safe
    from app import keys as known

    here = installation.load()
    own = known.Colleague(here.device_id, known.own(), here.reviewer_name, here.device_name, known.recipient())
    met = known.colleagues()
    if json:
        output.answer({"own": {**_plain(own), "kept_in": safe.where("device")}, "known": [_known(one) for one in met]})
        return
    output.table(
        (who, one.reviewer, one.device, known.fingerprint(one.key), one.age)
        for who, one in (("this device", own), *(("colleague", one) for one in met))
    )
    for one in met:
        for key in known.refused(one.device_id):
            who = " at ".join(part for part in (one.reviewer, one.device) if part) or one.device_id
            output.say(f"Refused: {who} signed with {known.fingerprint(key)}, another key than the one above.")


def _known(one: Any) -> dict[str, Any]:
    from app.keys import refused

    return _plain(one) | {"refused": refused(one.device_id)}


def _plain(one: Any) -> dict[str, Any]:
    from app.keys import fingerprint

    return {
        "device_id": one.device_id,
        "reviewer": one.reviewer,
        "device": one.device,
        "key": one.key,
        "fingerprint": fingerprint(one.key),
        "age": one.age or None,
        "age_fingerprint": fingerprint(one.age) if one.age else None,
    }

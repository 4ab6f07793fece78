"""The three keys of the cutting room: J back, K stand, L on, and faster with each press."""

from app.playback import Playback

SPEEDS = (1.0, 1.5, 2.0, 3.0, 4.0)
JUMP_MS = 2000


class Shuttle:
    """Nothing here plays backwards, since speech in reverse tells nobody anything: J slows down, then jumps back."""

    def __init__(self, playback: Playback) -> None:
        self._playback = playback

    def on(self) -> None:
        """Play; while playing, the next faster speed."""
        playback = self._playback
        if not playback.is_playing:
            playback.play()
            return
        playback.set_rate(next((speed for speed in SPEEDS if speed > playback.rate), SPEEDS[-1]))

    def stand(self) -> None:
        """Pause, and play at the speed of life the next time."""
        self._playback.pause()
        self._playback.set_rate(1.0)

    def back(self) -> None:
        """The next slower speed; at the speed of life, a jump back."""
        playback = self._playback
        if playback.is_playing and playback.rate > 1.0:
            playback.set_rate(next(speed for speed in reversed(SPEEDS) if speed < playback.rate))
        else:
            playback.back(JUMP_MS)

    def faster(self) -> None:
        """A tenth faster."""
        self._playback.set_rate(round(self._playback.rate + 0.1, 2))

    def slower(self) -> None:
        """A tenth slower."""
        self._playback.set_rate(round(self._playback.rate - 0.1, 2))

    def usual(self) -> None:
        """The speed of life."""
        self._playback.set_rate(1.0)

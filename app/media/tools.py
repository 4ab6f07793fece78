"""Which libraries read recordings and write clips here, for whoever must say by what process a clip was made."""

import av


def names() -> list[str]:
    """Each with its version."""
    versions: dict[str, tuple[int, ...]] = av.library_versions
    found = [f"PyAV {av.__version__}"]
    found += [f"FFmpeg {name} {'.'.join(map(str, versions[name]))}" for name in sorted(versions)]
    return found

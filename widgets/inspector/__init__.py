"""The inspector: all that is known of one quote, and all that can be done with it."""

from widgets.inspector.pane import Inspector

__all__ = ["Inspector"]

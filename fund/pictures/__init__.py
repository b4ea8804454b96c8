"""Pictures as bytes: decoded within bounds, written anew without anything about who took them, where and with what."""

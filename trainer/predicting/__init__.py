"""Proposals for many images: work cut into numbered parts, dealt out to workers, and put together again in order."""

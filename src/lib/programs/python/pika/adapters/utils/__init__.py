"""Parts of the adapters."""

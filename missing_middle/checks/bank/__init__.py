"""The bank of misconceptions, one file a chapter. ``missing_middle.checks.misconceptions`` puts them together."""

"""The app: the only folder that knows Qt. It orders work from `jobs` and shows what comes of it."""

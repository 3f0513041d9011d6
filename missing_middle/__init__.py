"""The Missing Middle: small firms, trade and clusters, in models that run."""

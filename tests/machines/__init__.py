"""Several machines: one PostgreSQL, two replicas and nginx with the configuration that the README ships."""

"""What a donor's page is made of, beside its gift: its year to declare and to publish, for one or for all."""

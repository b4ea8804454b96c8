"""What this session looks at: the address, the fund and version on screen, who is staff."""

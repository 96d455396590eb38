"""Where a child went: to another area, out of the country, or that the child died."""

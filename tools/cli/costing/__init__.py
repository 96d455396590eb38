"""What a deployment costs: measured units, a dated table of prices, and the arithmetic between them."""

"""Where activity is: places that wake and fall silent, its centre, and whether events call forth others."""

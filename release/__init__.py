"""What goes out to offices: wheels for pip without a network, a folder for Windows without Python."""

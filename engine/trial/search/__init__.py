"""Search for cases that reach an arm which random cases miss, led by how far its condition was from being met."""

"""What runs on the students' side of the wall: a warm process, the walk into a room, and the cells.

These files are copied into the students' installation as the package ``room``. They import nothing of the course
but what a student may import, and hold no secret: whoever rewrites them changes only what they hand in.
"""

"""Stage 2: reads a frame into elements, from its pixels alone.

Text comes from two engines fused (`fused.py`), frames and blobs from OpenCV (`boxes.py`); `controls.py`
joins them into elements with roles, `reader.py` re-reads only what changed.
"""

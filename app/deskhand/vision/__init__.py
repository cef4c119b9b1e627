"""What shapes, colours and signs a picture shows, for whoever has its pixels: pure functions of OpenCV."""

"""Pictures drawn from the data: a `Drawing` of blocks → SVG → PNG.

`draw.draw_picture` is the way in; up to the `Svg` everything is pure and the same for the same drawing. Boxes are laid
out in em, so a drawing that is too high for the page is laid out again with smaller letters and more columns.

    lettering    how wide text is and where its lines end
    sheet        boxes, lines and text as SVG
    grid         cards side by side
    tree         体系図
    organisation 推進体制図
    timeline     年表
    bars         counts
    draw         which of these, and how large
    fonts        the Japanese font, shipped or found on the machine
    png          SVG → PNG; the only home of resvg
    image_file   what the header of a PNG or JPEG file says
"""

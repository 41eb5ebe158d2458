"""Pictures as answers: read within bounds, turned upright, made small, written bare.

What is written anew carries nothing of the camera's: no place, no time, no name, no
preview of what was cut away. These run in the worker.
"""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColorSpace, QImage, QImageReader, QImageWriter, QPainter

from enrolment_app.capture.errors import NotAPicture

# By what is in the file, whatever its name says.
FORMATS = frozenset({"jpeg", "png", "bmp", "webp"})
# Longest side of a picture where the form says nothing: a page can be read on it,
# and it takes a few seconds on a slow line.
LONGEST_PX = 1600
THUMBNAIL_PX = 240
JPEG_QUALITY = 82
# Larger than any camera: a small file that unpacks into all the memory.
PIXELS_MOST = 120_000_000
CODE_PX = 2400  # small print of a code needs more than a picture that is kept


def read_picture(content: bytes, longest: int = LONGEST_PX) -> QImage:
    """Give a picture upright, no side longer than `longest`; raises NotAPicture."""
    held = QByteArray(content)
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if bytes(reader.format().data()).decode() not in FORMATS or not size.isValid():
        raise NotAPicture
    if size.width() * size.height() > PIXELS_MOST:
        raise NotAPicture
    if max(size.width(), size.height()) > longest:
        # A photograph is unpacked small at once: the whole would take 50 MB.
        reader.setScaledSize(fitted(size, longest))
    image = reader.read()
    if image.isNull():
        raise NotAPicture
    return image


def fitted(size: QSize, longest: int) -> QSize:
    """Give a size of the same shape, no side longer than `longest`."""
    within = QSize(longest, longest)
    small = size.scaled(within, Qt.AspectRatioMode.KeepAspectRatio)
    return small.expandedTo(QSize(1, 1))


def bare(image: QImage, longest: int = LONGEST_PX) -> QImage:
    """Give the pixels alone, on white, no side longer than `longest`."""
    if image.colorSpace().isValid():
        image = image.convertedToColorSpace(
            QColorSpace(QColorSpace.NamedColorSpace.SRgb)
        )
    if max(image.width(), image.height()) > longest:
        smooth = Qt.TransformationMode.SmoothTransformation
        image = image.scaled(
            fitted(image.size(), longest),
            Qt.AspectRatioMode.IgnoreAspectRatio,
            smooth,
        )
    # Painted into an empty one: texts and resolutions of the file stay behind.
    fresh = QImage(image.size(), QImage.Format.Format_RGB32)
    fresh.fill(Qt.GlobalColor.white)
    painter = QPainter(fresh)
    image.setDevicePixelRatio(1.0)
    painter.drawImage(0, 0, image)
    painter.end()
    return fresh


def grey(image: QImage) -> memoryview:
    """Give how bright each pixel is, in rows; what pads a row comes along."""
    plain = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows, wide = plain.height(), plain.bytesPerLine()
    return memoryview(bytes(plain.constBits())).cast("B", shape=[rows, wide])


def as_jpeg(image: QImage) -> bytes:
    """Write a photograph, so that its first tenth shows all of it small."""
    return _written(image, "jpeg", JPEG_QUALITY)


def as_png(image: QImage) -> bytes:
    """Write a drawing: few colours, sharp edges."""
    return _written(image, "png", -1)


def thumbnail(image: QImage) -> bytes:
    """Write what a list shows of a picture."""
    return as_jpeg(bare(image, THUMBNAIL_PX))


def _written(image: QImage, kind: str, quality: int) -> bytes:
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(kind.encode()))
    writer.setQuality(quality)
    writer.setProgressiveScanWrite(True)
    writer.setOptimizedWrite(True)
    written = writer.write(image)
    assert written, writer.errorString()
    buffer.close()
    return bytes(held.data())

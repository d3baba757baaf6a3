// Reads PDF files off the main thread; a file that makes it fall over takes only this worker along.
import "pdfjs-dist/build/pdf.worker.mjs";

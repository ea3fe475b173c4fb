"""The page in millimetres: documents drawn by LibreOffice and measured against GB/T 9704-2012, clause by clause."""

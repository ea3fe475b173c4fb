"""三十份通知：与 README.md 的命令做同样的事。

运行 ``python examples/batching/batch.py``，公文、清单、登记簿、压缩包和打印文件写在当前文件夹。
"""

from pathlib import Path

import gongwen

HERE = Path(__file__).parent


def main() -> None:
    """Make the thirty notices, and say what became of the rows."""
    try:
        report = gongwen.batch(
            HERE / "各村.xlsx",
            HERE / "森林防火通知.md",
            "公文",
            details="隐患点",
            unit=HERE / "青山镇.yaml",
            register="发文.db",
            archived_copies=2,
            archive="公文.zip",
            merged="打印.docx",
        )
    except gongwen.InputError as error:  # 有一处毛病就一份也不写；毛病一次说全
        for fault in error.faults:
            print(fault)
        raise SystemExit(1) from None
    for remark in report.remarks:
        print(remark)
    print(f"共 {report.rows} 行：写出 {report.written} 份，原样未动 {report.unchanged} 份")


if __name__ == "__main__":
    main()

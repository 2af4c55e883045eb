#!/bin/sh
# Puts 共联 into this user's menu, for the folder it lies in; `--remove` takes it out. No administrator is needed.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
menu="${XDG_DATA_HOME:-$HOME/.local/share}/applications"
entry="$menu/gonglian-browser.desktop"
if [ "${1:-}" = "--remove" ]; then
    rm -f -- "$entry"
    exit 0
fi
# A backslash in any value of the entry is written twice.
written() { sed -e 's/\\/\\\\/g'; }
# In an Exec line these signs stand for something else unless they are escaped, before the line is written as any value is.
quoted=$(printf '%s' "$here/gonglian" | sed -e 's/[\\"`$]/\\&/g' -e 's/%/%%/g' | written)
icon=$(printf '%s' "$here/gonglian.png" | written)
# GNOME looks for the program before it reads `%%` as `%`, and does not find it; what it finds starts it.
case $here in *%*) through='env ' ;; *) through='' ;; esac
mkdir -p -- "$menu"
cat > "$entry" <<ENTRY
[Desktop Entry]
Type=Application
Name=Gonglian
Name[zh_CN]=共联
Comment[zh_CN]=共联检察站点工作台，在系统浏览器中打开
Exec=$through"$quoted" open --from-menu
Icon=$icon
Terminal=false
Categories=Office;
ENTRY

#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Called by `mvn package`: makes target/diskmill.jsa, the class data that let the command start in
# half of the time, and target/diskmill.jsa.key, which says for which java and which class path.
# The command works without them, so nothing here fails the build.
# Static archive, not one made at exit: that kind leaves out picocli, whose classes are too old. This
# one leaves out those of them that a lambda or method reference is made for: our code makes none.

case $0 in */*) here=${0%/*} ;; *) here=. ;; esac
here=$(CDPATH='' cd -- "$here" && pwd -P) || exit 0
java=$(readlink -f "$JAVA_HOME/bin/java") || exit 0
target=$here/target
# Only what commands on disk images need: opening the image service's libraries takes a sixth of a
# small command's time.
path=$target/diskmill-disk.jar:$(cat "$target/disk.class-path")
archive=$target/diskmill.jsa
lists=$target/class-data
rm -rf "$archive" "$archive.key" "$lists"
mkdir -p "$lists"

# JNA's own library, for the launcher.
case $(uname -s)-$(uname -m) in
  Linux-x86_64) processor=x86-64 ;;
  Linux-aarch64) processor=aarch64 ;;
  *) processor= ;;
esac
rm -rf "$target/native"
if [ -n "$processor" ]; then
  unpacked=com/sun/jna/linux-$processor/libjnidispatch.so
  mkdir -p "$target/native" && cd "$target/native" \
    && "$JAVA_HOME/bin/jar" -xf "$target"/lib/jna-5*.jar "$unpacked" && mv "$unpacked" . && rm -r com
fi

# Where it is not asked for, saying it would only cost the JVM its stored module graph.
version=$("$java" -XshowSettings:properties -version 2>&1 \
  | sed -n 's/^ *java.specification.version = //p')
natives=
[ "$version" -lt 22 ] || natives=--enable-native-access=ALL-UNNAMED

# Runs the command once and writes down the classes it loads.
learn() {
  name=$1
  shift
  "$java" -Xshare:auto -Xlog:disable -XX:DumpLoadedClassList="$lists/list-$name" -XX:+UseG1GC \
    $natives -Djna.boot.library.path="$target/native" -Djna.platform.library.path=/lib \
    -cp "$path" org.diskmill.cli.Diskmill "$@" > "$lists/$name.out" 2>&1 < /dev/null
}

sample=$here/../quickstart/sample/sample.qcow2
made=$lists/made
learn version info --version
learn help info --help
learn info info "$sample"
learn json info --json "$sample"
learn map map --json "$sample"
learn check check "$sample"
learn raw convert -O raw "$sample" "$made.raw"
learn plain convert -p -f raw -O qcow2 "$made.raw" "$made.qcow2"
learn zlib convert -f raw -O qcow2 -c "$made.raw" "$made-zlib.qcow2"
learn zstd convert -f raw -O qcow2 -c -o compression_type=zstd "$made.raw" "$made-zstd.qcow2"
learn unzlib convert -O raw "$made-zlib.qcow2" "$made.raw2"
learn unzstd convert -O raw "$made-zstd.qcow2" "$made.raw2"
learn stream convert -O vmdk -o subformat=streamOptimized "$sample" "$made.vmdk"
learn compare compare -f raw "$made.raw" "$sample"
learn inspect inspect "$sample"
rm -f "$made".* "$made"-*

# A list per run, joined; numbers of classes are only unique within one list.
cat "$lists"/list-* 2> /dev/null \
  | sed -e '/ source: /d' -e 's/ id: .*//' | awk '!seen[$0]++' > "$lists/all"

if "$java" -Xshare:dump -XX:SharedClassListFile="$lists/all" -XX:SharedArchiveFile="$archive" \
  -XX:+UseG1GC $natives -cp "$path" > "$lists/dump.out" 2>&1; then
  printf '%s\n' "$java" "$path" "$natives" > "$archive.key"
else
  rm -f "$archive"
  echo "No class data for the command line (see $lists/dump.out); it starts more slowly." >&2
fi
exit 0

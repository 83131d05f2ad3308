#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Called by `mvn package`: makes target/diskmill.jsa, the class data that let the command start in
# about two thirds of the time, and target/diskmill.jsa.key, which says for which java and which jar.
# The command works without them, so nothing here fails the build.
# Static archive, not one made at exit: that kind leaves out picocli, whose classes are too old.

case $0 in */*) here=${0%/*} ;; *) here=. ;; esac
here=$(CDPATH='' cd -- "$here" && pwd -P) || exit 0
java=$(readlink -f "$JAVA_HOME/bin/java") || exit 0
target=$here/target
jar=$target/diskmill.jar
archive=$target/diskmill.jsa
lists=$target/class-data
rm -rf "$archive" "$archive.key" "$lists"
mkdir -p "$lists"

# Runs the command once and writes down the classes it loads.
learn() {
  name=$1
  shift
  "$java" -Xshare:auto -Xlog:disable -XX:DumpLoadedClassList="$lists/$name" -XX:+UseParallelGC \
    -cp "$jar" org.diskmill.cli.Diskmill "$@" > "$lists/$name.out" 2>&1 < /dev/null
}

learn version --version
learn help --help

# A list per run, joined; numbers of classes are only unique within one list.
cat "$lists/version" "$lists/help" 2> /dev/null \
  | sed -e '/ source: /d' -e 's/ id: .*//' | awk '!seen[$0]++' > "$lists/all"

if "$java" -Xshare:dump -XX:SharedClassListFile="$lists/all" -XX:SharedArchiveFile="$archive" \
  -XX:+UseParallelGC -cp "$jar" > "$lists/dump.out" 2>&1; then
  echo "$java $jar" > "$archive.key"
else
  rm -f "$archive"
  echo "No class data for the command line (see $lists/dump.out); it starts more slowly." >&2
fi
exit 0

#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Called by `mvn package`: makes target/diskmill.jsa, the class data that let the command start in
# half of the time, and target/diskmill.jsa.key, which says for which java and which class path, and
# with which options they are used. The command works without them, so nothing here fails the build.

case $0 in */*) here=${0%/*} ;; *) here=. ;; esac
here=$(CDPATH='' cd -- "$here" && pwd -P) || exit 0
java=$(readlink -f "$JAVA_HOME/bin/java") || exit 0
target=$here/target
archive=$target/diskmill.jsa
work=$target/class-data
rm -rf "$archive" "$archive.key" "$work"
mkdir -p "$work/picocli"

# The libraries that JNA and zstd-jni carry, for the launcher.
case $(uname -s)-$(uname -m) in
  Linux-x86_64) jna=linux-x86-64 zstd=linux/amd64 ;;
  Linux-aarch64) jna=linux-aarch64 zstd=linux/aarch64 ;;
  *) jna= zstd= ;;
esac
rm -rf "$target/native"
# The jar of that name that is used; a build of before may have left others.
jar_of() {
  tr ':' '\n' < "$target/disk.class-path" | sed -n "\\|/$1-[0-9][^/]*\\.jar\$|p"
}
unpack() {
  cd "$work/native" && "$JAVA_HOME/bin/jar" -xf "$1" "$2" && mv "$2"/$3 "$target/native/$4"
}
zstd_jar=$(jar_of zstd-jni)
if [ -n "$jna" ]; then
  mkdir -p "$work/native" "$target/native"
  (unpack "$(jar_of jna)" "com/sun/jna/$jna" 'libjnidispatch.so' libjnidispatch.so)
  (unpack "$zstd_jar" "$zstd" 'libzstd-jni-*.so' libzstd-jni.so)
  rm -rf "$work/native"
fi

# Only what commands on disk images need: opening the image service's libraries takes a sixth of a
# small command's time.
path=$target/diskmill-disk.jar:$(cat "$target/disk.class-path")

# All of that in one jar, since a JVM that looks for services opens every jar on its class path, at half
# a millisecond each. Only what is for every Java: in what is for 22 and newer, zstd-jni makes a caller for
# each of its library's functions anew in each run.
gather() {
  mkdir -p "$work/disk" || return 1
  printf '%s\n' "$path" | tr ':' '\n' | while IFS= read -r jar; do
    rm -rf "$work/one" && mkdir "$work/one" && cd "$work/one" \
      && "$JAVA_HOME/bin/jar" -xf "$jar" || exit 1
    find META-INF/services -type f 2> /dev/null | while IFS= read -r service; do
      mkdir -p "$work/disk/${service%/*}" && { cat "$service" && echo; } >> "$work/disk/$service"
    done
    rm -rf META-INF module-info.class && cp -R . "$work/disk" || exit 1
  done
}
# Picocli is published for a Java so old that a JVM verifies its classes anew in each run, and keeps
# none of them linked. So this is the same release, compiled for ours.
recompile() {
  cd "$work/picocli" && "$JAVA_HOME/bin/jar" -xf "$target"/sources/picocli-*-sources.jar picocli \
    && "$JAVA_HOME/bin/javac" -nowarn -proc:none --release 17 -XDstringConcat=inline \
      -d "$work/disk" picocli/*.java
}
if (gather) > "$work/gather.out" 2>&1; then
  (recompile) > "$work/picocli.out" 2>&1
  "$JAVA_HOME/bin/jar" -cf "$work/disk.jar" -C "$work/disk" . && path=$work/disk.jar
fi
rm -rf "$work/picocli" "$work/one" "$work/disk"

# Where it is not asked for, saying it would only cost the JVM its stored module graph.
version=$("$java" -XshowSettings:properties -version 2>&1 \
  | sed -n 's/^ *java.specification.version = //p')
natives=
[ "$version" -lt 22 ] || natives=--enable-native-access=ALL-UNNAMED

# What is to start quickly: a command a line, its words apart by tabs.
learn() {
  (IFS=$(printf '\t') && printf '%s\n' "$*") >> "$work/commands"
}

sample=$here/../quickstart/sample/sample.qcow2
made=$work/made
learn info --version
learn info --help
learn info "$sample"
learn info --json "$sample"
learn map --json "$sample"
learn check "$sample"
learn convert -O raw "$sample" "$made.raw"
learn convert -p -f raw -O qcow2 "$made.raw" "$made.qcow2"
learn convert -f raw -O qcow2 -o extended_l2=on "$made.raw" "$made.extl2"
learn convert -O raw "$made.extl2" "$made.raw2"
learn convert -f raw -O qcow2 -c "$made.raw" "$made-zlib.qcow2"
learn convert -f raw -O qcow2 -c -o compression_type=zstd "$made.raw" "$made-zstd.qcow2"
learn convert -O raw "$made-zlib.qcow2" "$made.raw2"
learn convert -O raw "$made-zstd.qcow2" "$made.raw2"
learn convert -O vmdk -o subformat=streamOptimized "$sample" "$made.vmdk"
learn convert -O vhd "$sample" "$made.vhd"
learn convert -O vhdx "$made.vhd" "$made.vhdx"
learn convert -O vdi "$made.vhdx" "$made.vdi"
learn convert -O parallels "$made.vdi" "$made.hds"
learn convert -O vmdk "$made.hds" "$made-sparse.vmdk"
learn convert -O raw "$made-sparse.vmdk" "$made.raw2"
learn compare -f raw "$made.raw" "$sample"
learn inspect "$sample"

# The JVM as the launcher starts it.
jvm() {
  [ ! -f "$target/native/libzstd-jni.so" ] \
    || set -- -DZstdNativePath="$target/native/libzstd-jni.so" "$@"
  "$java" -XX:+UseG1GC $natives -Djna.boot.library.path="$target/native" \
    -Djna.platform.library.path=/lib -cp "$path" "$@"
}
train() {
  jvm "$@" org.diskmill.cli.TrainingRun "$work/commands" > "$work/training.out" 2>&1 < /dev/null
}

# Since JDK 25 class data hold more than classes, such as the objects that lambdas become, and have an
# option of their own.
learned=$work/learned
if [ "$version" -ge 25 ]; then
  option=-XX:AOTCache
  make_archive() {
    train -XX:AOTMode=record -XX:AOTConfiguration="$learned" \
      && jvm -XX:AOTMode=create -XX:AOTConfiguration="$learned" $option="$archive"
  }
else
  option=-XX:SharedArchiveFile
  make_archive() {
    train -Xlog:disable -XX:DumpLoadedClassList="$learned" \
      && jvm -Xshare:dump -XX:SharedClassListFile="$learned" $option="$archive"
  }
fi
if make_archive > "$work/dump.out" 2>&1; then
  printf '%s\n' "$java" "$path" "$natives" "$option" > "$archive.key"
else
  rm -f "$archive"
  echo "No class data for the command line (see $work); it starts more slowly." >&2
fi
rm -f "$made".* "$made"-*
exit 0

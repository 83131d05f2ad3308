#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Makes the sample image of the quickstart, signs it and checks the result.
#
#     make-sample.sh [DIR]      DIR: where the results go; this folder if absent
#
# Needs no root and no loop device. The content of the disk is the same on every run and for every user;
# the qcow2 file around it may change with the versions of qemu-img and zlib, and the signature
# changes always, for the key is made here and thrown away.
#
# The files in the repository were made with: qemu-img 7.2.22, e2fsprogs 1.47.0, openssl 3.0.22,
# GNU binutils 2.40 (Debian 12).
set -eu
export LC_ALL=C
umask 022

here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$here}

# The layout of the disk, in sectors of 512 bytes. The check block is the very end of the disk, and
# outside the partition, so that no file system can write over it.
disk_sectors=65536 # 32 MiB
part_lba=2048      # 1 MiB
part_sectors=61440 # 30 MiB
tail_sectors=64    # 32 KiB: half a default qcow2 cluster
tail_lba=$((disk_sectors - tail_sectors))

certificate_uuid=5d1f6c1e-7a0b-4c36-9b0e-d15c3111a001
filesystem_uuid=5d1f6c1e-7a0b-4c36-9b0e-d15c3111a002
hash_seed=5d1f6c1e-7a0b-4c36-9b0e-d15c3111a003
moment=1767225600 # 2026-01-01T00:00:00Z, on every inode and in the superblock

export E2FSPROGS_FAKE_TIME=$moment SOURCE_DATE_EPOCH=$moment
PATH=$PATH:/usr/sbin:/sbin # e2fsprogs lives there on Debian

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

# noise BYTES IV: a stretch of AES key stream: as good as random, and the same each time.
noise() {
    head -c "$1" /dev/zero | openssl enc -aes-256-ctr \
        -K 4469736b6d696c6c2073616d706c6520696d6167652c206e6f20736563726574 -iv "$2"
}

# crc32le: the CRC-32 of standard input as four bytes, little endian; gzip keeps it in its trailer.
crc32le() {
    gzip -1 -c | tail -c 8 | head -c 4
}

boot_sector() {
    as --32 --fatal-warnings \
        --defsym TAIL_LBA=$tail_lba --defsym TAIL_SECTORS=$tail_sectors \
        --defsym PART_LBA=$part_lba --defsym PART_SECTORS=$part_sectors \
        -o "$work/boot.o" "$here/boot.S"
    ld -m elf_i386 -Ttext 0x7c00 --oformat binary -o "$work/boot.bin" "$work/boot.o"
    [ "$(wc -c <"$work/boot.bin")" -eq 512 ]
}

check_block() {
    { printf DISKMILL && noise $((tail_sectors * 512 - 12)) 00000000000000000000000000000002; } >"$work/tail"
    crc32le <"$work/tail" >"$work/crc"
    cat "$work/crc" >>"$work/tail"
    [ "$(wc -c <"$work/tail")" -eq $((tail_sectors * 512)) ]
}

tree() {
    mkdir -p "$work/tree/data"
    cp "$here/files/README.txt" "$here/files/LICENSE" "$work/tree/"
    : >"$work/tree/empty"
    awk 'BEGIN { for (n = 1; n <= 8000; n++) printf "%5d squared is %9d\n", n, n * n }' >"$work/tree/data/squares.txt"
    noise 393216 00000000000000000000000000000001 >"$work/tree/data/random.bin"
    (cd "$work/tree" && sha256sum README.txt LICENSE empty data/squares.txt data/random.bin >"$work/SHA256SUMS")
    mv "$work/SHA256SUMS" "$work/tree/"
    chmod 644 "$work"/tree/[!d]* "$work"/tree/data/*
}

# debugfs fills the file system, not `mke2fs -d`: that takes the order of the directory entries, the
# owner and the change time from the machine it runs on, none of which we can set.
# Blocks of 1 KiB give four block groups, so that the disk holds data in more places than one.
filesystem() {
    # A configuration of our own, for the defaults of distributions differ.
    cat >"$work/mke2fs.conf" <<-CONF
	[fs_types]
	ext2 = {
	    inode_size = 256
	}
	small = {
	    blocksize = 1024
	}
	CONF
    truncate -s $((part_sectors * 512)) "$work/part"
    MKE2FS_CONFIG=$work/mke2fs.conf mke2fs -q -F -t ext2 -b 1024 -I 256 -N 128 -m 0 -e continue \
        -O none,filetype,sparse_super,large_file -L diskmill -U $filesystem_uuid \
        -E hash_seed=$hash_seed,root_owner=0:0 "$work/part"
    debugfs -w -f - "$work/part" >"$work/debugfs.log" 2>&1 <<-COMMANDS
	mkdir data
	write $work/tree/README.txt README.txt
	write $work/tree/LICENSE LICENSE
	write $work/tree/SHA256SUMS SHA256SUMS
	write $work/tree/empty empty
	write $work/tree/data/squares.txt data/squares.txt
	write $work/tree/data/random.bin data/random.bin
	symlink data/latest squares.txt
	COMMANDS
    # debugfs ends with 0 whatever happened: what it wrote is read back instead.
    mkdir "$work/back"
    debugfs -R "rdump / $work/back" "$work/part" >>"$work/debugfs.log" 2>&1
    rm -rf "$work/back/lost+found"
    [ "$(readlink "$work/back/data/latest")" = squares.txt ]
    rm "$work/back/data/latest"
    diff -r "$work/tree" "$work/back"
    e2fsck -f -n "$work/part" >"$work/e2fsck.log" 2>&1 || {
        cat "$work/e2fsck.log" >&2
        return 1
    }
}

# put FILE LBA: FILE into the disk at that sector; runs of zeroes stay holes.
put() {
    dd if="$1" of="$work/disk" bs=512 seek="$2" conv=notrunc,sparse status=none
}

disk() {
    truncate -s $((disk_sectors * 512)) "$work/disk"
    put "$work/boot.bin" 0
    put "$work/part" $part_lba
    put "$work/tail" $tail_lba
}

# -m 1 and no -W: clusters are laid out in the order of the disk, so the same tools make the same
# file. Clusters that do not compress are stored plain, which gives readers both kinds to read.
image() {
    qemu-img convert -m 1 -c -f raw -O qcow2 \
        -o compat=1.1,compression_type=zlib,cluster_size=65536 "$work/disk" "$out/sample.qcow2"
    qemu-img check -q "$out/sample.qcow2"
    qemu-img compare -q -f raw -F qcow2 "$work/disk" "$out/sample.qcow2"
    [ "$(wc -c <"$out/sample.qcow2")" -le 2097152 ]
}

# The longest salt, for verifiers that accept no other; OpenSSL's own default has changed over time.
pss='-sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:max -sigopt rsa_mgf1_md:sha256'

# A self-signed certificate with fixed dates, which `openssl req` of this version cannot set: one
# that began today would be refused on machines whose clock is behind ours.
certificate() {
    cat >"$work/ca.conf" <<-CONF
	[req]
	prompt = no
	distinguished_name = subject
	[subject]
	CN = Diskmill sample signer
	[ca]
	default_ca = sample
	[sample]
	database = $work/index
	new_certs_dir = $work
	rand_serial = yes
	default_md = sha256
	policy = any
	x509_extensions = signer
	[any]
	commonName = supplied
	[signer]
	basicConstraints = critical, CA:FALSE
	keyUsage = critical, digitalSignature
	subjectKeyIdentifier = hash
	CONF
    : >"$work/index"
    openssl req -new -config "$work/ca.conf" -key "$work/key" -out "$work/request"
    openssl ca -batch -selfsign -notext -config "$work/ca.conf" -keyfile "$work/key" -in "$work/request" \
        -startdate 20250101000000Z -enddate 20550101000000Z -out "$work/certificate" 2>"$work/ca.log" || {
        cat "$work/ca.log" >&2
        return 1
    }
}

sign() {
    (umask 077 && openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072 -out "$work/key" 2>/dev/null)
    certificate
    # shellcheck disable=SC2086 # several words on purpose
    openssl dgst -sha256 -sign "$work/key" $pss -out "$work/signature" "$out/sample.qcow2"
    rm "$work/key"

    mkdir -p "$out/trust"
    cp "$work/certificate" "$out/trust/$certificate_uuid.pem"
    cp "$work/certificate" "$out/trust/anchors.pem"
    cat >"$out/sample.qcow2.properties" <<-PROPERTIES
	# SPDX-License-Identifier: Apache-2.0
	# Over all bytes of sample.qcow2; made by make-sample.sh.
	img_signature=$(openssl base64 -A -in "$work/signature")
	img_signature_hash_method=SHA-256
	img_signature_key_type=RSA-PSS
	img_signature_certificate_uuid=$certificate_uuid
	PROPERTIES
}

# From the written files alone, as a stranger would.
verify() {
    sed -n 's/^img_signature=//p' "$out/sample.qcow2.properties" | openssl base64 -d -A >"$work/read-signature"
    openssl x509 -in "$out/trust/$certificate_uuid.pem" -noout -pubkey >"$work/public"
    # shellcheck disable=SC2086 # several words on purpose
    openssl dgst -sha256 -verify "$work/public" $pss -signature "$work/read-signature" "$out/sample.qcow2"
}

mkdir -p "$out"
boot_sector
check_block
tree
filesystem
disk
image
sign
verify
echo "disk   $(sha256sum <"$work/disk" | cut -d' ' -f1)  $((disk_sectors * 512)) bytes"
echo "qcow2  $(sha256sum <"$out/sample.qcow2" | cut -d' ' -f1)  $(wc -c <"$out/sample.qcow2") bytes"

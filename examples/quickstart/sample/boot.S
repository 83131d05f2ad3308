# SPDX-License-Identifier: Apache-2.0
#
# The boot sector of the sample image. A converted copy that boots and prints
#
#     DISKMILL BOOT OK
#
# kept its first sector and its last 32 KiB, at the right offsets. The end is what a faulty
# conversion loses first (a short last cluster, a size rounded down), so that is what is checked:
#
#     offset 0      "DISKMILL"
#     offset 8      bytes that do not compress
#     offset 32764  CRC-32 (the one of zlib) of all the bytes before it, little endian
#
# The address of the check block is fixed when this file is assembled and not taken from the size
# that the BIOS reports: formats that round the size up to whole cylinders stay bootable.
#
# Symbols given by make-sample.sh (--defsym), all in sectors of 512 bytes:
#     TAIL_LBA, TAIL_SECTORS      the check block
#     PART_LBA, PART_SECTORS      the one partition

        .code16
        .section .text
        .globl  _start

        .set    SECTOR,      512
        .set    BUFFER_SEG,  0x1000     # 0x10000: 64 KiB aligned, for disk DMA must not cross that border
        .set    COM1,        0x3f8
        .set    DEBUG_EXIT,  0xf4       # the usual place of QEMU's isa-debug-exit; a PC has nothing there
        .set    EXIT_OK,     0x10       # QEMU exits with 2 * value + 1: 33, told apart from its own 0 and 1
        .set    EXIT_BAD,    0x11       # ... and 35
        .set    CRC_POLY,    0xedb88320
        .set    CRC_RESIDUE, 0xdebb20e3 # register after any data followed by its own CRC-32

_start:
        ljmp    $0, $canonical          # some BIOSes enter at 07c0:0000, and offsets below count from 0
canonical:
        cli                             # no interrupt between the two halves of the stack pointer
        xorw    %ax, %ax
        movw    %ax, %ds
        movw    %ax, %es
        movw    %ax, %ss
        movw    $_start, %sp            # grows down from this code, over memory the BIOS leaves free
        sti
        cld

        # The serial port first, so that every later outcome can be reported. DL holds the boot
        # drive until the read: the set-up keeps it on the stack.
        pushw   %dx
        movw    $uart_setup, %si
        movw    $UART_STEPS, %cx
1:      lodsw                           # AL = register, AH = value
        movw    $COM1, %dx
        addb    %al, %dl                # 0xf8 + 4 at most: no carry
        movb    %ah, %al
        outb    %al, %dx
        loop    1b
        popw    %dx

        # Extended read: cylinders and heads differ between formats and machines, LBA does not.
        # A BIOS without it sets carry, which counts as a disk that cannot be read.
        movb    $0x42, %ah
        movw    $read_packet, %si
        int     $0x13
        jc      bad

        # The magic tells a block in the wrong place from one that is merely damaged when the
        # disk is looked at by hand; here both are bad.
        movw    $BUFFER_SEG, %ax
        movw    %ax, %es
        xorw    %di, %di
        movw    $magic, %si
        movw    $MAGIC_LENGTH, %cx
        repe    cmpsb
        jne     bad

        # CRC-32 bit by bit: a table would cost 1 KiB to save a few milliseconds. DS moves to the
        # block for LODSB and comes back before anything of ours is read.
        pushw   %ds
        movw    %ax, %ds
        xorw    %si, %si
        movw    $(TAIL_SECTORS * SECTOR), %cx
        movl    $0xffffffff, %edx
next_byte:
        lodsb
        xorb    %al, %dl
        movb    $8, %bl
next_bit:
        shrl    $1, %edx
        jnc     1f
        xorl    $CRC_POLY, %edx
1:      decb    %bl
        jnz     next_bit
        loop    next_byte
        popw    %ds
        cmpl    $CRC_RESIDUE, %edx
        jne     bad

        movw    $ok_line, %si
        movb    $EXIT_OK, %cl
        jmp     report
bad:
        movw    $bad_line, %si
        movb    $EXIT_BAD, %cl

        # The whole line to the port and only then to the screen: where the BIOS copies the screen
        # to the same port, the copy follows the line instead of mixing with it.
report:
        pushw   %si
1:      lodsb
        testb   %al, %al
        jz      2f
        call    serial_byte
        jmp     1b
2:      popw    %si
3:      lodsb
        testb   %al, %al
        jz      4f
        movb    $0x0e, %ah              # teletype output
        movw    $0x0007, %bx            # page 0, light grey
        int     $0x10
        jmp     3b
4:
        # Leave only when the last bit is on the wire: the exit takes the port with it.
        movw    $(COM1 + 5), %dx
5:      inb     %dx, %al
        testb   $0x40, %al              # shift register empty
        jz      5b
        movb    %cl, %al
        outb    %al, $DEBUG_EXIT
6:      cli                             # without the exit device: sleep for good, at no cost to the host
        hlt
        jmp     6b                      # a non-maskable interrupt wakes even so

# Sends AL. Without a port the status reads as all ones, so this never waits for a UART that is not there.
serial_byte:
        movb    %al, %ah
        movw    $(COM1 + 5), %dx
1:      inb     %dx, %al
        testb   $0x20, %al              # room for a byte
        jz      1b
        movw    $COM1, %dx
        movb    %ah, %al
        outb    %al, %dx
        ret

uart_setup:                             # register, value
        .byte   1, 0x00                 # no interrupts: we poll
        .byte   3, 0x80                 # show the divisor
        .byte   0, 0x01                 # 115200 / 1
        .byte   1, 0x00
        .byte   3, 0x03                 # hide it again; 8 bits, no parity, 1 stop bit
        .byte   2, 0x07                 # FIFOs on and empty
        .byte   4, 0x03                 # DTR and RTS: a terminal on a real line expects them
        .set    UART_STEPS, (. - uart_setup) / 2

        .balign 4
read_packet:
        .byte   16, 0                   # size of this packet
        .word   TAIL_SECTORS
        .word   0, BUFFER_SEG
        .quad   TAIL_LBA

magic:  .ascii  "DISKMILL"
        .set    MAGIC_LENGTH, . - magic
ok_line:
        .asciz  "DISKMILL BOOT OK\r\n"
bad_line:
        .asciz  "DISKMILL BOOT BAD\r\n"

        # The assembler refuses to go backwards here, which keeps the code out of the table.
        .org    440
        .ascii  "DMil"                  # disk signature, by which systems name the partition
        .word   0

        .org    446
        .byte   0x80                    # active: BIOSes exist that boot no disk without such a partition
        .byte   0xfe, 0xff, 0xff        # cylinder, head, sector: "see the LBA"
        .byte   0x83                    # Linux file system
        .byte   0xfe, 0xff, 0xff
        .long   PART_LBA
        .long   PART_SECTORS
        .org    510
        .word   0xaa55

// The probe for AArch64: copies files, or one answer of a TCP server, to standard output. Its data follows it, as probe.ts lays it out.
// Assemble with `aarch64-linux-gnu-as`, then take the section .text: `objcopy -O binary -j .text`.
	.text
	.globl _start
_start:
	adr	x19, data
	sub	sp, sp, #4096
	ldr	w0, [x19]		// the address family; 0 asks for files
	cbz	w0, files
	mov	w1, #1			// SOCK_STREAM
	mov	w2, #0
	mov	x8, #198		// socket
	svc	#0
	tbnz	w0, #31, failed
	mov	w20, w0
	add	x1, x19, #16
	ldr	w2, [x19, #4]
	mov	x8, #203		// connect
	svc	#0
	tbnz	w0, #31, failed
	mov	w0, w20
	add	x1, x19, #48
	ldr	w2, [x19, #8]
	mov	x8, #64			// write
	svc	#0
	bl	copy
	b	done
files:
	add	x21, x19, #48
next:
	ldrb	w0, [x21]		// an empty name ends the list
	cbz	w0, done
	mov	w0, #-100		// AT_FDCWD
	mov	x1, x21
	mov	w2, #0
	mov	x8, #56			// openat
	svc	#0
	tbnz	w0, #31, skip
	mov	w20, w0
	bl	copy
skip:
	ldrb	w0, [x21], #1
	cbnz	w0, skip
	b	next
done:
	mov	w0, #0
exit:
	mov	x8, #94			// exit_group
	svc	#0
failed:
	mov	w0, #1
	b	exit
copy:
	mov	w0, w20
	mov	x1, sp
	mov	x2, #4096
	mov	x8, #63			// read
	svc	#0
	cmp	w0, #0
	b.le	copied
	mov	w2, w0
	mov	w0, #1
	mov	x1, sp
	mov	x8, #64			// write
	svc	#0
	cmp	w0, #0
	b.gt	copy
copied:
	ret
	.balign	16
data:

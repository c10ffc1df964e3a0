# The probe for x86-64: copies files, or one answer of a TCP server, to standard output. Its data follows it, as probe.ts lays it out.
# Assemble with `as`, then take the section .text: `objcopy -O binary -j .text`.
	.text
	.globl _start
_start:
	lea	data(%rip), %rbx
	sub	$4096, %rsp
	mov	(%rbx), %edi		# the address family; 0 asks for files
	test	%edi, %edi
	jz	files
	mov	$1, %esi		# SOCK_STREAM
	xor	%edx, %edx
	mov	$41, %eax		# socket
	syscall
	test	%eax, %eax
	js	failed
	mov	%eax, %r12d
	mov	%r12d, %edi
	lea	16(%rbx), %rsi
	mov	4(%rbx), %edx
	mov	$42, %eax		# connect
	syscall
	test	%eax, %eax
	js	failed
	mov	%r12d, %edi
	lea	48(%rbx), %rsi
	mov	8(%rbx), %edx
	mov	$1, %eax		# write
	syscall
	call	copy
	xor	%edi, %edi
	jmp	exit
files:
	lea	48(%rbx), %r13
next:
	cmpb	$0, (%r13)		# an empty name ends the list
	je	done
	mov	$-100, %edi		# AT_FDCWD
	mov	%r13, %rsi
	xor	%edx, %edx
	mov	$257, %eax		# openat
	syscall
	mov	%eax, %r12d
	test	%eax, %eax
	js	skip
	call	copy
skip:
	inc	%r13
	cmpb	$0, -1(%r13)
	jne	skip
	jmp	next
done:
	xor	%edi, %edi
exit:
	mov	$231, %eax		# exit_group
	syscall
failed:
	mov	$1, %edi
	jmp	exit
copy:
	mov	%r12d, %edi
	lea	8(%rsp), %rsi		# above the return address
	mov	$4096, %edx
	xor	%eax, %eax		# read
	syscall
	test	%eax, %eax
	jle	copied
	mov	%eax, %edx
	mov	$1, %edi
	lea	8(%rsp), %rsi
	mov	$1, %eax		# write
	syscall
	test	%eax, %eax
	jg	copy
copied:
	ret
	.balign	16
data:

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *sum_to(PyObject *self, PyObject *args) {
  long n, total = 0;
  if (!PyArg_ParseTuple(args, "l", &n)) return NULL;
  for (long i = 1; i <= n; i++) total += i;
  return PyLong_FromLong(total);
}

static PyMethodDef methods[] = {{"sum_to", sum_to, METH_VARARGS, "Adds the numbers up to n."}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "fastsum", NULL, -1, methods};

PyMODINIT_FUNC PyInit_fastsum(void) { return PyModule_Create(&module); }

export default { build: { outDir: 'assets' } }

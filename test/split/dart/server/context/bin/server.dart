import 'package:shelf/shelf.dart';
void main() {}

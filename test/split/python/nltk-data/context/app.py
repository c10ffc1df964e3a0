import nltk

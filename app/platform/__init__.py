"""Settings, database, encryption, files, printing, languages, clean text: everything technical that knows nothing of the GDPR."""

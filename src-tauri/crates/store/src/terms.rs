//! Small numbers for the words that rows repeat (nouns, states, stations): indexes stay narrow.

namespace Authoring.Tests.Yardstick;

/// <summary>Slips of the finger.</summary>
internal static class Slips
{
    /// <summary>Misspells a word: two letters are swapped where they differ, and otherwise one is doubled.</summary>
    public static string In(string word)
    {
        for (var i = 1; i + 1 < word.Length; i++)
        {
            if (word[i] != word[i + 1] && char.IsLetter(word[i]) && char.IsLetter(word[i + 1]))
            {
                return string.Concat(word.AsSpan(0, i), word[i + 1].ToString(), word[i].ToString(), word.AsSpan(i + 2));
            }
        }

        return word + word[^1];
    }
}

using System.Globalization;

namespace Arch.Plugin.Mail.Receiving;

/// <summary>Makes the names that senders choose safe for files, and each of them different within a message.</summary>
internal sealed class AttachmentNames
{
    private const int MostLetters = 100;
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    public string Take(string? given)
    {
        var last = (given ?? "").Split('/', '\\')[^1];
        var name = string.Concat(last.Where(letter => !char.IsControl(letter) && !char.IsSurrogate(letter) && !"<>:\"|?*".Contains(letter, StringComparison.Ordinal)))
            .Trim()
            .TrimStart('.')
            .TrimEnd('.', ' ');
        name = name.Length == 0 ? "attachment" : name.Length > MostLetters ? name[^MostLetters..].TrimStart('.', ' ') : name;
        var free = name;
        for (var number = 2; !_taken.Add(free); number++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(name)}-{number}{Path.GetExtension(name)}");
        }

        return free;
    }
}

using System.Text.RegularExpressions;
using Arch.Sdk;

namespace Arch.Host.Steps;

/// <summary>Finds secrets: the environment variable <c>ARCH_SECRET_NAME</c>, or the file of that name in the secret folder.</summary>
internal sealed partial class Secrets(string folder)
{
    private const string VariablePrefix = "ARCH_SECRET_";
    public const int LongestBytes = 64 * 1024;

    public static bool IsName(string name) => NamePattern().IsMatch(name);

    /// <summary>Finds a secret.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="neededBy">The connection that needs it, for the message.</param>
    /// <returns>Its value; a line end at the end of its file is not part of it.</returns>
    /// <exception cref="StepException">ARCH4306: there is none.</exception>
    public string Find(string name, string neededBy)
    {
        if (!IsName(name))
        {
            throw new StepException("ARCH4306", $"The connection '{neededBy}' names the secret '{name}', which is no name: use letters, digits, '_' and '-'.");
        }

        var variable = VariablePrefix + name.ToUpperInvariant().Replace('-', '_');
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value)
        {
            return value;
        }

        var file = new FileInfo(Path.Combine(folder, name));
        try
        {
            return file.Exists && file.Length <= LongestBytes
                ? File.ReadAllText(file.FullName).TrimEnd('\r', '\n')
                : throw Missing(name, neededBy, variable, file.Exists ? $"is larger than {LongestBytes} bytes" : "does not exist");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Missing(name, neededBy, variable, "cannot be read");
        }
    }

    private static StepException Missing(string name, string neededBy, string variable, string what) => new(
        "ARCH4306",
        $"The secret '{name}', which the connection '{neededBy}' needs, cannot be had: the environment variable {variable} is not set, "
            + $"and its file in the secret folder {what}.");

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}

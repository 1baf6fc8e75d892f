using Arch.Sdk;

namespace Arch.Host.Cli;

/// <summary>What the user gave cannot be used; ends the program with <see cref="ExitCodes.Invalid"/>.</summary>
internal sealed class UsageException : ArchException
{
    public UsageException(string code, string message, Exception? innerException = null)
        : base(code, message, innerException) => Lines = [$"{code} {message}"];

    /// <summary>Creates the failure of several lines that carry their own codes.</summary>
    public UsageException(IReadOnlyList<string> lines)
        : base("", string.Join('\n', lines)) => Lines = lines;

    /// <summary>Gets what to print, a line each.</summary>
    public IReadOnlyList<string> Lines { get; }
}

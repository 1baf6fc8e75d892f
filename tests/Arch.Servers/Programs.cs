namespace Arch.Servers;

/// <summary>Finds the programs of servers.</summary>
public static class Programs
{
    /// <summary>Gives the full path of a program.</summary>
    /// <param name="name">Its file name.</param>
    /// <param name="package">The Debian package that has it, for the message when it is missing.</param>
    /// <param name="folders">Where to look before the folders of PATH.</param>
    /// <returns>The full path.</returns>
    /// <exception cref="FileNotFoundException">It is nowhere.</exception>
    public static string Find(string name, string package, params IEnumerable<string> folders) =>
        folders.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists)
        ?? throw new FileNotFoundException($"The program '{name}' is missing, which these tests need. Install the Debian package '{package}'.");
}

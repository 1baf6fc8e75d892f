namespace Arch.Host.Cli.Testing;

/// <summary>Text with colours where they are wanted: on a terminal, unless the environment says otherwise.</summary>
/// <param name="isWanted">Whether they are.</param>
internal readonly struct ColouredText(bool isWanted)
{
    public static bool IsWanted(bool isRedirected) =>
        !isRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") != "dumb";

    public string Red(string text) => Paint("31", text);

    public string Green(string text) => Paint("32", text);

    public string Yellow(string text) => Paint("33", text);

    public string Dim(string text) => Paint("2", text);

    public string Bold(string text) => Paint("1", text);

    private string Paint(string code, string text) => isWanted && text.Length > 0 ? $"\u001b[{code}m{text}\u001b[0m" : text;
}

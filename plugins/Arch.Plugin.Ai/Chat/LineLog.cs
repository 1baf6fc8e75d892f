using System.Text;
using Arch.Sdk;

namespace Arch.Plugin.Ai.Chat;

/// <summary>Logs a text that comes in pieces, a line at a time.</summary>
internal sealed class LineLog(IPluginLog log)
{
    private const int MaxLine = 2_000;

    private readonly StringBuilder _line = new();

    public void Append(string piece)
    {
        foreach (var character in piece)
        {
            if (character == '\n' || _line.Length == MaxLine)
            {
                Flush();
            }

            if (character is not ('\n' or '\r'))
            {
                _line.Append(character);
            }
        }
    }

    public void Flush()
    {
        if (_line.Length > 0)
        {
            log.Info(_line.ToString());
            _line.Clear();
        }
    }
}

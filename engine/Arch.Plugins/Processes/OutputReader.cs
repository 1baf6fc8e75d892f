using System.Buffers;
using System.Text;
using Arch.Sdk.Processes;

namespace Arch.Plugins.Processes;

/// <summary>Reads one output of a program: keeps its beginning, and tells its lines as they come.</summary>
internal sealed class OutputReader(ProcessRequest request, bool isError)
{
    private const int LongestLine = 16 * 1024;

    private readonly ArrayBufferWriter<byte> _kept = new();
    private readonly ArrayBufferWriter<byte> _line = new();

    public bool IsTruncated { get; private set; }

    public string Text => Encoding.UTF8.GetString(_kept.WrittenSpan);

    public async Task ReadAsync(Stream stream)
    {
        var buffer = new byte[16 * 1024];
        int count;
        while ((count = await stream.ReadAsync(buffer).ConfigureAwait(false)) > 0)
        {
            Keep(buffer.AsSpan(0, count));
            TellLines(buffer.AsSpan(0, count));
        }

        if (_line.WrittenCount > 0)
        {
            TellLine();
        }
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        var room = Math.Min(bytes.Length, request.MaxOutput - _kept.WrittenCount);
        _kept.Write(bytes[..room]);
        IsTruncated |= room < bytes.Length;
    }

    private void TellLines(ReadOnlySpan<byte> bytes)
    {
        if (request.OnLine is null)
        {
            return;
        }

        while (bytes.IndexOf((byte)'\n') is >= 0 and var end)
        {
            Append(bytes[..end]);
            TellLine();
            bytes = bytes[(end + 1)..];
        }

        Append(bytes);
    }

    // What is beyond the longest line is dropped: a program that writes no line ends must not fill the memory.
    private void Append(ReadOnlySpan<byte> bytes) => _line.Write(bytes[..Math.Min(bytes.Length, LongestLine - _line.WrittenCount)]);

    private void TellLine()
    {
        var line = Encoding.UTF8.GetString(_line.WrittenSpan).TrimEnd('\r');
        _line.ResetWrittenCount();
        request.OnLine?.Invoke(line, isError);
    }
}

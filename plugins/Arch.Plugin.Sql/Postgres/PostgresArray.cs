using System.Text;
using System.Text.Json;

namespace Arch.Plugin.Sql.Postgres;

/// <summary>Writes an array in the server's text form, such as <c>{1,NULL,"a b"}</c>, as a JSON array.</summary>
internal ref struct PostgresArray(string text, Utf8JsonWriter writer, Action<Utf8JsonWriter, string> writeElement)
{
    private int _at;

    public void Write()
    {
        // Arrays that do not begin at 1 say so first: [0:1]={7,8}
        _at = text.IndexOf('{', StringComparison.Ordinal);
        WriteLevel();
    }

    private void WriteLevel()
    {
        writer.WriteStartArray();
        _at++;
        while (text[_at] != '}')
        {
            switch (text[_at])
            {
                case '{':
                    WriteLevel();
                    break;
                case ',':
                    _at++;
                    break;
                case '"':
                    writeElement(writer, ReadQuoted());
                    break;
                default:
                    WriteBare();
                    break;
            }
        }

        _at++;
        writer.WriteEndArray();
    }

    private void WriteBare()
    {
        var end = text.AsSpan(_at).IndexOfAny(',', '}') + _at;
        var element = text[_at..end];
        _at = end;
        if (element == "NULL")
        {
            writer.WriteNullValue();
        }
        else
        {
            writeElement(writer, element);
        }
    }

    private string ReadQuoted()
    {
        var value = new StringBuilder();
        for (_at++; text[_at] != '"'; _at++)
        {
            if (text[_at] == '\\')
            {
                _at++;
            }

            value.Append(text[_at]);
        }

        _at++;
        return value.ToString();
    }
}

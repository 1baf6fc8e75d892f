using System.Text.Json;
using Arch.Host.Tests.Support;

namespace Arch.Host.Tests.Examples;

public sealed class ExamplesTests
{
    [Fact]
    public async Task Examples_All_AreValidAndSayWhatTheyAre()
    {
        using var project = new TempProject().WithExamples();

        var result = await project.RunAsync("validate", "workflows/examples");

        result.Output.ShouldBe("", result.ToString());
        result.ExitCode.ShouldBe(0, result.ToString());
        var files = Directory.GetFiles(project.PathOf("workflows/examples"), "*.yaml");
        files.Length.ShouldBeGreaterThanOrEqualTo(6);
        files.ShouldAllBe(file => File.ReadAllText(file).StartsWith("# "));
    }

    [Fact]
    public async Task Hello_DefaultInput_Greets()
    {
        using var project = new TempProject();

        var outputs = await RunAsync(project, "hello");

        outputs.ShouldBe("""{"greeting":"Hello, world!"}""");
    }

    // jq -c '[.features[]|select(.properties.type=="earthquake" and .properties.mag!=null and .properties.mag>=4.5)]
    //   |{n:length,max:(max_by(.properties.mag)|[.id,.properties.mag,.properties.place]),
    //     top:(group_by(.properties.place|split(", ")|last)|map({region:(.[0].properties.place|split(", ")|last),count:length,
    //       strongest:(map(.properties.mag)|max)})|sort_by([-.count,-.strongest,.region])|.[0:3])}' earthquakes.json
    [Fact]
    public async Task Earthquakes_StrongOnes_AreReportedAsJqCountsThem()
    {
        using var project = new TempProject();

        var outputs = JsonDocument.Parse(await RunAsync(project, "earthquakes")).RootElement;

        outputs.GetProperty("total").GetInt32().ShouldBe(1707);
        outputs.GetProperty("strong").GetInt32().ShouldBe(85);
        outputs.GetProperty("level").GetString().ShouldBe("severe");
        outputs.GetProperty("strongest").GetProperty("id").GetString().ShouldBe("us1000chhc");
        outputs.GetProperty("strongest").GetProperty("magnitude").GetDouble().ShouldBe(6.4);
        const string Top = """[{"region":"Taiwan","count":20,"strongest":6.4},{"region":"Indonesia","count":7,"strongest":5.5},{"region":"Chile","count":5,"strongest":5}]""";
        JsonSerializer.Serialize(outputs.GetProperty("top_regions")).ShouldBe(Top);
        project.Read("out/earthquakes.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(86);
        var report = JsonDocument.Parse(project.Read("out/earthquakes.json")).RootElement;
        report.GetProperty("level").GetString().ShouldBe("severe");
        report.GetProperty("ranking").EnumerateArray().Sum(region => region.GetProperty("count").GetInt32()).ShouldBe(85);
    }

    // jq '[.features[]|select(.properties.type=="earthquake" and .properties.mag!=null and .properties.mag>=7)]|length' earthquakes.json
    [Fact]
    public async Task Earthquakes_NoneStrongEnough_IsCalm()
    {
        using var project = new TempProject();

        var outputs = await RunAsync(project, "earthquakes", "-i", "min_magnitude=7");

        outputs.ShouldBe("""{"total":1707,"strong":0,"level":"calm","strongest":null,"top_regions":[]}""");
    }

    // awk -F, 'NR>1{y=substr($1,1,4);n[y]++;p[y]+=$2;if($6=="rain")r[y]++;if($3>h[y])h[y]=$3}
    //   END{for(y in n)printf "%s %d %d %.1f %.1f\n",y,n[y],r[y],p[y],h[y]}' seattle-weather.csv | sort
    [Fact]
    public async Task Weather_Years_AreSummedUpAsAwkSumsThem()
    {
        using var project = new TempProject();

        var outputs = await RunAsync(project, "weather");

        outputs.ShouldBe(
            """{"days":1461,"years":[""" +
            """{"year":2012,"days":366,"rainy_days":191,"precipitation_mm":1226,"hottest":34.4},""" +
            """{"year":2013,"days":365,"rainy_days":158,"precipitation_mm":828,"hottest":33.9},""" +
            """{"year":2014,"days":365,"rainy_days":148,"precipitation_mm":1232.8,"hottest":35.6},""" +
            """{"year":2015,"days":365,"rainy_days":144,"precipitation_mm":1139.2,"hottest":35}]}""");
    }

    // python3 -c 'import csv,collections as c; r=list(csv.DictReader(open("airports.csv"))); print(len(r),
    //   c.Counter(x["state"] for x in r).most_common(1), max(r,key=lambda x:float(x["latitude"]))["iata"])'
    [Fact]
    public async Task Airports_Graph_CountsThemAsPythonDoes()
    {
        using var project = new TempProject();

        var outputs = await RunAsync(project, "airports");

        outputs.ShouldBe("""{"airports":3376,"busiest":{"state":"AK","count":263},"northernmost":"BRW"}""");
        project.Read("out/airports.txt").ShouldStartWith("Northernmost: Wiley Post Will Rogers Memorial (BRW)\nAK 263\nTX 209\nCA 205\n");
    }

    // 3 x 9.5 and 12 x 100 less a tenth; the second orders nothing and is refused.
    [Fact]
    public async Task Orders_OneRefused_OthersAreCharged()
    {
        using var project = new TempProject();

        var outputs = await RunAsync(project, "orders");

        outputs.ShouldBe("""{"accepted":2,"revenue":1108.5}""");
    }

    [Fact]
    public async Task Reminder_ShortWait_Ends()
    {
        using var project = new TempProject();

        var outputs = await RunAsync(project, "reminder");

        outputs.ShouldBe("""{"reminded":"Time for tea"}""");
    }

    [Fact]
    public async Task Approval_SmallAmount_NeedsNobody()
    {
        using var project = new TempProject();

        var outputs = await RunAsync(project, "approval", "-i", "amount=100");

        outputs.ShouldBe("""{"decision":"approved","by":"nobody"}""");
    }

    [Fact]
    public async Task Trip_WithinTheBudget_IsBooked()
    {
        using var project = new TempProject();

        var outputs = await RunAsync(project, "trip");

        outputs.ShouldBe("""{"booked":true,"undone":[]}""");
        project.Read("out/trip/flight.json").ShouldContain("\"to\": \"Lisbon\"");
    }

    [Fact]
    public async Task Trip_TooDear_IsUndoneInReverseOrder()
    {
        using var project = new TempProject();

        var outputs = await RunAsync(project, "trip", "-i", "budget=500");

        outputs.ShouldBe("""{"booked":false,"undone":["hotel","flight"]}""");
        Directory.GetFiles(project.PathOf("out/trip")).ShouldBeEmpty();
    }

    // sha256sum airports.csv seattle-weather.csv
    [Fact]
    public async Task RateLimit_SecondRun_TakesWhatTheFirstKept()
    {
        const string Airports = "903c7169e6d558eefb95295fe2947ec8503135fbb855ea5c737cf4a90ea603ad";
        const string Weather = "0845078a290b48e3149ab8639966824110a251db4e06fc144c06ebb534af23be";
        using var project = new TempProject();

        var first = await RunAsync(project, "rate_limit");
        var second = await project.RunAsync("run", "workflows/examples/rate_limit.yaml", "--output", "json");
        var shown = await project.RunAsync("runs", "show", second.Json.GetProperty("runId").GetString()!, "--output", "json");

        first.ShouldBe($$"""{"fingerprints":["{{Airports}}","{{Weather}}","{{Airports}}"]}""");
        JsonSerializer.Serialize(second.Json.GetProperty("outputs")).ShouldBe(first);
        shown.Json.GetProperty("steps")[0].GetProperty("steps").EnumerateArray()
            .Select(step => step.GetProperty("cached").GetBoolean())
            .ShouldBe([true, true, true]);
    }

    [Fact]
    public async Task Exchange_ServiceBusyTwice_IsTriedAgain()
    {
        await using var service = RateService.Start(503, 503, 200);
        using var project = new TempProject().WithEnvironment("ARCH__NETWORK__ALLOW", "127.0.0.1");

        var outputs = await RunAsync(project, "exchange", "-i", $"service={service.Address}", "-i", "amount=200");

        outputs.ShouldBe("""{"converted":184,"source":"service"}""");
        service.Requests.ShouldBe(["/rates/EUR?base=USD", "/rates/EUR?base=USD", "/rates/EUR?base=USD"]);
    }

    [Fact]
    public async Task Exchange_ServiceAlwaysBusy_FallsBack()
    {
        await using var service = RateService.Start(503);
        using var project = new TempProject().WithEnvironment("ARCH__NETWORK__ALLOW", "127.0.0.1");

        var outputs = await RunAsync(project, "exchange", "-i", $"service={service.Address}", "-i", "amount=200");

        outputs.ShouldBe("""{"converted":200,"source":"fallback"}""");
        service.Requests.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Exchange_UnknownCurrency_Fails()
    {
        await using var service = RateService.Start(404);
        using var project = new TempProject().WithEnvironment("ARCH__NETWORK__ALLOW", "127.0.0.1").WithExamples();

        var result = await project.RunAsync(
            "run", "workflows/examples/exchange.yaml", "-o", "json", "-i", $"service={service.Address}", "-i", "amount=1", "-i", "currency=XXX");

        result.ExitCode.ShouldBe(1, result.ToString());
        result.Json.GetProperty("error").GetProperty("code").GetString().ShouldBe("unknown_currency");
        service.Requests.Count.ShouldBe(1);
    }

    private static async Task<string> RunAsync(TempProject project, string example, params string[] inputs)
    {
        project.WithExamples();
        var result = await project.RunAsync(["run", $"workflows/examples/{example}.yaml", "--output", "json", .. inputs]);
        result.ExitCode.ShouldBe(0, result.ToString());
        return JsonSerializer.Serialize(result.Json.GetProperty("outputs"));
    }
}

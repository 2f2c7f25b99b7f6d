import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Holds each PDF file that stdin names, one a line, against a flavour; exits with 1 if one does not comply. */
public class Validate {
    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        PDFAFlavour flavour = PDFAFlavour.fromString(arguments[0]);
        if (flavour == PDFAFlavour.NO_FLAVOUR) {
            throw new IllegalArgumentException("no flavour " + arguments[0]);
        }
        int files = 0;
        int bad = 0;
        BufferedReader names = new BufferedReader(new InputStreamReader(System.in));
        for (String name = names.readLine(); name != null; name = names.readLine()) {
            files++;
            if (!complies(new File(name), flavour)) {
                bad++;
            }
        }
        System.out.println("verapdf: " + arguments[0] + ": " + files + " files, " + bad + " at fault");
        System.exit(bad == 0 && files > 0 ? 0 : 1);
    }

    private static boolean complies(File file, PDFAFlavour flavour) {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            if (result.isCompliant()) {
                return true;
            }
            System.out.println(file);
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    System.out.println("    " + assertion.getRuleId().getClause() + " " + assertion.getMessage());
                }
            }
        } catch (Exception error) {
            System.out.println(file + ": " + error);
        }
        return false;
    }
}

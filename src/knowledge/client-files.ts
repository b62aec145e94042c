import adminExim from './data/clients/admin-exim.json' with { type: 'json' };
import adminJavaMail from './data/clients/admin-java-mail.json' with { type: 'json' };
import adminMsmtp from './data/clients/admin-msmtp.json' with { type: 'json' };
import adminNagios from './data/clients/admin-nagios.json' with { type: 'json' };
import adminNodemailer from './data/clients/admin-nodemailer.json' with { type: 'json' };
import adminPhpmailer from './data/clients/admin-phpmailer.json' with { type: 'json' };
import adminPostfix from './data/clients/admin-postfix.json' with { type: 'json' };
import adminPythonSmtplib from './data/clients/admin-python-smtplib.json' with { type: 'json' };
import adminSendmail from './data/clients/admin-sendmail.json' with { type: 'json' };
import adminWordpress from './data/clients/admin-wordpress.json' with { type: 'json' };
import adminZabbix from './data/clients/admin-zabbix.json' with { type: 'json' };
import appleMailMacos from './data/clients/apple-mail-macos.json' with { type: 'json' };
import becky from './data/clients/becky.json' with { type: 'json' };
import clawsMail from './data/clients/claws-mail.json' with { type: 'json' };
import gmailAndroid from './data/clients/gmail-android.json' with { type: 'json' };
import gmailSendAs from './data/clients/gmail-send-as.json' with { type: 'json' };
import hidemaruMail from './data/clients/hidemaru-mail.json' with { type: 'json' };
import iosMail from './data/clients/ios-mail.json' with { type: 'json' };
import mfpBrother from './data/clients/mfp-brother.json' with { type: 'json' };
import mfpCanon from './data/clients/mfp-canon.json' with { type: 'json' };
import mfpEpson from './data/clients/mfp-epson.json' with { type: 'json' };
import mfpFujifilm from './data/clients/mfp-fujifilm.json' with { type: 'json' };
import mfpKonicaMinolta from './data/clients/mfp-konica-minolta.json' with { type: 'json' };
import mfpKyocera from './data/clients/mfp-kyocera.json' with { type: 'json' };
import mfpRicoh from './data/clients/mfp-ricoh.json' with { type: 'json' };
import mfpSharp from './data/clients/mfp-sharp.json' with { type: 'json' };
import nasBuffalo from './data/clients/nas-buffalo.json' with { type: 'json' };
import nasQnap from './data/clients/nas-qnap.json' with { type: 'json' };
import nasSynology from './data/clients/nas-synology.json' with { type: 'json' };
import other from './data/clients/other.json' with { type: 'json' };
import outlookClassic20032007 from './data/clients/outlook-classic-2003-2007.json' with { type: 'json' };
import outlookClassic2010365 from './data/clients/outlook-classic-2010-365.json' with { type: 'json' };
import outlookExpress from './data/clients/outlook-express.json' with { type: 'json' };
import outlookMac from './data/clients/outlook-mac.json' with { type: 'json' };
import outlookMobile from './data/clients/outlook-mobile.json' with { type: 'json' };
import outlookNewWindows from './data/clients/outlook-new-windows.json' with { type: 'json' };
import samsungEmail from './data/clients/samsung-email.json' with { type: 'json' };
import shuriken from './data/clients/shuriken.json' with { type: 'json' };
import sylpheed from './data/clients/sylpheed.json' with { type: 'json' };
import thunderbird from './data/clients/thunderbird.json' with { type: 'json' };
import thunderbirdAndroidK9 from './data/clients/thunderbird-android-k9.json' with { type: 'json' };
import webmailRoundcube from './data/clients/webmail-roundcube.json' with { type: 'json' };
import windowsLiveMail from './data/clients/windows-live-mail.json' with { type: 'json' };
import windowsMail from './data/clients/windows-mail.json' with { type: 'json' };

/** Every file of data/clients, as it stands; a test holds this list against the folder. */
export const CLIENT_FILES: unknown[] = [
  adminExim,
  adminJavaMail,
  adminMsmtp,
  adminNagios,
  adminNodemailer,
  adminPhpmailer,
  adminPostfix,
  adminPythonSmtplib,
  adminSendmail,
  adminWordpress,
  adminZabbix,
  appleMailMacos,
  becky,
  clawsMail,
  gmailAndroid,
  gmailSendAs,
  hidemaruMail,
  iosMail,
  mfpBrother,
  mfpCanon,
  mfpEpson,
  mfpFujifilm,
  mfpKonicaMinolta,
  mfpKyocera,
  mfpRicoh,
  mfpSharp,
  nasBuffalo,
  nasQnap,
  nasSynology,
  other,
  outlookClassic20032007,
  outlookClassic2010365,
  outlookExpress,
  outlookMac,
  outlookMobile,
  outlookNewWindows,
  samsungEmail,
  shuriken,
  sylpheed,
  thunderbird,
  thunderbirdAndroidK9,
  webmailRoundcube,
  windowsLiveMail,
  windowsMail,
];
